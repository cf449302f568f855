"""`run`: the steps of a configured job, one after another.

A step that fails does not stop the next ones: a shop that is down must not keep orders from 1C. The
exit code is that of the step that most needs a person.
"""

from cml_sync.config.settings import Job, Step
from cml_sync.config.words import Verb
from cml_sync.jobs.context import Context
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.jobs.push import PushRequest, push
from cml_sync.jobs.report import (
    PullReport,
    PushReport,
    RunReport,
    StepReport,
    most_severe,
    write_report,
)


def run(context: Context, job: Job, *, dry_run: bool = False) -> RunReport:
    """Do the steps of `job`.

    Raises:
        ConfigurationError: a step has nobody to ask or serve.
        StoreError: the store cannot be used any more.
    """
    started = context.clock()
    steps = [
        StepReport(step=str(step), report=_step(context, step, dry_run=dry_run))
        for step in job.steps
    ]
    report = RunReport(
        id=context.new_id(),
        job=job.name,
        started=started,
        finished=context.clock(),
        exit_code=most_severe(step.report.exit_code for step in steps),
        dry_run=dry_run,
        steps=tuple(steps),
    )
    if dry_run:
        return report
    placed = report.model_copy(update={"path": context.reports / f"{report.id}.json"})
    write_report(placed, context.reports)
    return placed


def _step(context: Context, step: Step, *, dry_run: bool) -> PullReport | PushReport:
    endpoints = (step.endpoint,) if step.endpoint else ()
    if step.verb is Verb.PULL:
        return pull(context, PullRequest(step.kinds, endpoints, dry_run=dry_run))
    return push(context, PushRequest(step.kinds, endpoints, dry_run=dry_run))
