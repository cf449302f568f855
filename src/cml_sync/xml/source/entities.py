"""The names that HTML has for characters and XML has not (HTML 4.01, chapter 24)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_LATIN: Final = """
nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2
sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc
Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve
Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute
acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde
ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
"""
"""Of U+00A0 to U+00FF, in this order."""

_OTHERS: Final = """
OElig=0152 oelig=0153 Scaron=0160 scaron=0161 Yuml=0178 fnof=0192 circ=02C6 tilde=02DC ensp=2002
emsp=2003 thinsp=2009 zwnj=200C zwj=200D lrm=200E rlm=200F ndash=2013 mdash=2014 lsquo=2018
rsquo=2019 sbquo=201A ldquo=201C rdquo=201D bdquo=201E dagger=2020 Dagger=2021 bull=2022
hellip=2026 permil=2030 prime=2032 Prime=2033 lsaquo=2039 rsaquo=203A oline=203E frasl=2044
euro=20AC image=2111 weierp=2118 real=211C trade=2122 alefsym=2135 larr=2190 uarr=2191 rarr=2192
darr=2193 harr=2194 crarr=21B5 lArr=21D0 uArr=21D1 rArr=21D2 dArr=21D3 hArr=21D4 forall=2200
part=2202 exist=2203 empty=2205 nabla=2207 isin=2208 notin=2209 ni=220B prod=220F sum=2211
minus=2212 lowast=2217 radic=221A prop=221D infin=221E ang=2220 and=2227 or=2228 cap=2229 cup=222A
int=222B there4=2234 sim=223C cong=2245 asymp=2248 ne=2260 equiv=2261 le=2264 ge=2265 sub=2282
sup=2283 nsub=2284 sube=2286 supe=2287 oplus=2295 otimes=2297 perp=22A5 sdot=22C5 lceil=2308
rceil=2309 lfloor=230A rfloor=230B lang=2329 rang=232A loz=25CA spades=2660 clubs=2663 hearts=2665
diams=2666 Alpha=0391 Beta=0392 Gamma=0393 Delta=0394 Epsilon=0395 Zeta=0396 Eta=0397 Theta=0398
Iota=0399 Kappa=039A Lambda=039B Mu=039C Nu=039D Xi=039E Omicron=039F Pi=03A0 Rho=03A1 Sigma=03A3
Tau=03A4 Upsilon=03A5 Phi=03A6 Chi=03A7 Psi=03A8 Omega=03A9 alpha=03B1 beta=03B2 gamma=03B3
delta=03B4 epsilon=03B5 zeta=03B6 eta=03B7 theta=03B8 iota=03B9 kappa=03BA lambda=03BB mu=03BC
nu=03BD xi=03BE omicron=03BF pi=03C0 rho=03C1 sigmaf=03C2 sigma=03C3 tau=03C4 upsilon=03C5
phi=03C6 chi=03C7 psi=03C8 omega=03C9 thetasym=03D1 upsih=03D2 piv=03D6
"""

ENTITIES: Final[Mapping[str, str]] = MappingProxyType(
    {name: chr(0xA0 + number) for number, name in enumerate(_LATIN.split())}
    | {
        name: chr(int(code, 16))
        for name, _, code in (one.partition("=") for one in _OTHERS.split())
    }
)
"""The character of each name."""
