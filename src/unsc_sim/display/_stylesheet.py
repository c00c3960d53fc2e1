"""The style sheet of a whole page: readable at the width of a telephone, and printed on A4."""

from __future__ import annotations

from unsc_sim.display._palette import INK, MUTED, PAPER

_LINE = "#b9bfca"

_SCREEN = f"""
*{{box-sizing:border-box}}
html{{-webkit-text-size-adjust:100%}}
body{{margin:0;color:{INK};background:#fff;font:1rem/1.5 "Helvetica Neue",Helvetica,Arial,"Noto Sans",sans-serif}}
header,nav,main,footer{{max-width:62rem;margin:0 auto;padding:0 1.25rem}}
header{{padding-top:1.5rem}}
h1{{font-size:1.9rem;line-height:1.2;margin:.2rem 0 .6rem}}
h2{{font-size:1.35rem;line-height:1.25;margin:2rem 0 .5rem;padding-top:.6rem;border-top:2px solid {INK}}}
h3{{font-size:1.1rem;line-height:1.3;margin:1.4rem 0 .3rem}}
h4{{font-size:1rem;margin:1rem 0 .2rem}}
p,ul,ol,dl{{margin:.4rem 0 .7rem;max-width:46rem;overflow-wrap:anywhere}}
li{{margin:.15rem 0}}
a{{color:#004f80}}
.from{{color:{MUTED};margin:0}}
.lead{{font-size:1.1rem}}
.verdict{{border-left:5px solid {INK};background:{PAPER};padding:.5rem .8rem;font-weight:bold}}
.boxes{{list-style:none;padding-left:.2rem}}
.boxes li::before{{content:"\\2610\\a0\\a0"}}
dl{{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.15rem 1rem}}
dt{{color:{MUTED}}}
dd{{margin:0}}
nav ul{{columns:2;padding-left:1.1rem}}
.pictures{{display:flex;flex-wrap:wrap;gap:1rem;margin:.8rem 0}}
figure{{flex:1 1 20rem;margin:0;max-width:40rem;break-inside:avoid}}
figure img{{display:block;width:100%;height:auto;border:1px solid {_LINE}}}
figcaption{{font-size:.9rem;margin-top:.3rem}}
.table{{overflow-x:auto;margin:.8rem 0}}
table{{border-collapse:collapse;font-size:.95rem}}
caption{{text-align:left;font-weight:bold;padding-bottom:.3rem}}
th,td{{text-align:left;vertical-align:top;padding:.25rem .9rem .25rem 0;border-bottom:1px solid {_LINE}}}
thead th{{border-bottom:2px solid {INK}}}
tbody th{{font-weight:normal}}
.short{{white-space:nowrap}}
.card,.small,.sign,.slide{{border:1.5px solid {INK};border-radius:8px;padding:.4rem 1rem .7rem;margin:1rem 0}}
.cards{{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1rem}}
.small{{margin:0}}
.card>h2,.card>h3,.small>h3,.slide>h2{{border:0;padding:0;margin:.5rem 0 .4rem}}
.slide{{font-size:1.15rem;padding:.8rem 1.6rem 1.2rem}}
.slide>h2{{font-size:1.7rem}}
.skip{{position:absolute;left:-99rem}}
.skip:focus{{left:1rem;top:.5rem;background:#fff;padding:.3rem .6rem}}
footer{{color:{MUTED};font-size:.9rem;border-top:1px solid {_LINE};margin-top:2.5rem;padding-top:.6rem;
padding-bottom:2rem}}
@media (max-width:36rem){{h1{{font-size:1.5rem}}nav ul{{columns:1}}
dl{{grid-template-columns:1fr;gap:0}}dd{{margin-bottom:.4rem}}
table{{font-size:.88rem}}th,td{{padding-right:.6rem}}.short{{white-space:normal}}
.slide{{font-size:1rem;padding:.4rem 1rem .8rem}}}}
"""

_PRINT = f"""
@media print{{
body{{font-size:10.5pt;line-height:1.4}}
header,nav,main,footer{{max-width:none;padding-left:0;padding-right:0}}
header{{padding-top:0}}
nav,.skip{{display:none}}
h1{{font-size:20pt}}h2{{font-size:14pt;margin-top:14pt}}h3{{font-size:11.5pt;margin-top:9pt}}
h1,h2,h3,h4,caption{{break-after:avoid;break-inside:avoid}}
p,ul,ol,dl{{max-width:none;orphans:3;widows:3}}
a{{color:{INK}}}
.table{{overflow:visible}}
table{{font-size:9.5pt}}
thead{{display:table-header-group}}
tr,li,figure,.verdict,.card,.small,.question,.table,dl{{break-inside:avoid}}
.sign{{min-height:54mm;margin:0 0 5mm;break-inside:avoid}}
.sign h3{{font-size:40pt;margin:4mm 0 0}}.sign p{{font-size:13pt}}
.sheet{{break-before:page}}
.cards{{display:block;orphans:1;widows:1}}
.small{{display:inline-block;vertical-align:top;width:86mm;min-height:40mm;margin:0 3mm 3mm 0;
padding:1mm 4mm}}.small h3{{margin:1mm 0}}.small p{{margin:1mm 0;font-size:9.5pt;line-height:1.3}}
.small .verdict{{padding:1mm 3mm}}
.question>h2{{border:0;padding:0;margin:9pt 0 2pt;font-size:12pt}}.question p,.question ul{{margin:1.5pt 0}}
.card{{margin:0 0 6mm;padding:1mm 4mm 2mm}}
.card h2{{font-size:13pt}}.card h3{{font-size:10pt;margin:1.5mm 0 0}}.card p,.card ul,.card ol,.card dl{{
font-size:9.8pt;margin:.8mm 0;line-height:1.24}}
.sheet>h2,.slide>h2{{border:0;padding-top:0;margin-top:0}}
.pictures{{flex-wrap:nowrap;gap:5mm}}
figure{{flex:1 1 0;max-width:88mm}}figure:only-child{{max-width:74mm}}
footer{{margin-top:8mm;padding-bottom:0}}
.slide{{border:0;padding:0;margin:0;font-size:22pt;line-height:1.35;break-inside:avoid;break-after:page}}
.slide:last-child{{break-after:auto}}.slide li{{margin:2mm 0}}
.slide>h2{{font-size:34pt;margin-bottom:6mm}}
.slide table{{font-size:18pt}}.slide td,.slide tbody th{{padding-top:2mm;padding-bottom:2mm}}
.slide .pictures{{float:left;width:112mm;margin:0 9mm 0 0}}.slide .pictures~*{{font-size:17pt;margin-left:120mm}}
.slide figcaption{{display:none}}.slide figure{{max-width:none}}
main:has(>.card:last-child)~footer{{display:none}}
}}
"""


def stylesheet(*, wide: bool = False) -> str:
    """The rules, for a page that prints upright, or lengthwise."""
    size = f"@page{{size:A4{' landscape' if wide else ''};margin:15mm}}"
    number = (
        f'@page{{@bottom-right{{content:counter(page) " / " counter(pages);font:8.5pt Helvetica,Arial,sans-serif;'
        f"color:{MUTED}}}}}"
    )
    slides = "@media print{header,footer{display:none}}" if wide else ""
    return f"{_SCREEN}{size}{number}{_PRINT}{slides}".replace("\n", "")
