"""`serve`: what a partner has laid down with us becomes state of the store, like what is pulled."""

from typing import Final

from cml_sync.config.settings import Endpoint
from cml_sync.config.words import ExchangeKind
from cml_sync.errors import FindingsError
from cml_sync.jobs.context import Context
from cml_sync.jobs.receiving import ReceiveOptions, Receiving
from cml_sync.jobs.recording import Errand, RunLog, recorded
from cml_sync.jobs.report import EndpointRun, PullReport, write_report
from cml_sync.jobs.subjects import of_topic
from cml_sync.messages import text
from cml_sync.problems import Place
from cml_sync.store.runs import SERVE
from cml_sync.transports.base import Offering, Topic


class NothingForTopicError(FindingsError):
    """A file was to be imported that holds nothing of what this exchange is about."""

    code = "E170"

    def __init__(self, name: str, topic: Topic):
        super().__init__(
            text(
                "{name} holds nothing that an exchange of type={type} is about",
                name=name,
                type=topic.value,
            ),
            hint=text("goods belong to type=catalog, orders to type=sale"),
            place=Place(file=name),
        )


def receive(context: Context, endpoint: Endpoint, topic: Topic, transport: Offering) -> EndpointRun:
    """Take what `transport` offers, as one portion: nothing is withdrawn for not being in it.

    The partner sends portion after portion and never says which is the last, so absence proves
    nothing here. What an earlier run left between two steps is finished first.

    Args:
        context: of the job.
        endpoint: who laid it down.
        topic: of the exchange.
        transport: to the files, all of which are to be taken.

    Raises:
        StoreError: the store cannot be used any more.
    """

    def work(log: RunLog) -> None:
        options = ReceiveOptions(portion=True)
        receiving = Receiving(context, endpoint, topic, _TAKEN[topic], log, options)
        receiving.finish_pending()
        before = len(log.files)
        receiving.take(transport)
        if len(log.files) == before and not log.repeated:
            names = [offered.name for offered in transport.offered(topic)]
            raise NothingForTopicError(", ".join(names), topic)

    run = recorded(context, Errand(SERVE, endpoint.name, _ASKED[topic]), work)
    _write_down(context, run)
    return run


_ORDERS: Final = (ExchangeKind.ORDERS,)
_GOODS: Final = of_topic(tuple(ExchangeKind), Topic.CATALOG)
_ASKED: Final = {Topic.CATALOG: _GOODS, Topic.SALE: _ORDERS}
# Parties and reference books may travel with orders: such a file is taken, and only its documents
# are kept.
_TAKEN: Final = {Topic.CATALOG: _GOODS, Topic.SALE: tuple(ExchangeKind)}


def _write_down(context: Context, run: EndpointRun) -> None:
    report = PullReport(
        id=context.new_id(),
        started=run.started,
        finished=run.finished,
        exit_code=run.exit_code,
        runs=(run,),
    )
    write_report(
        report.model_copy(update={"path": context.reports / f"{report.id}.json"}), context.reports
    )
