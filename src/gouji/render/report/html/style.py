"""The page's style sheet: colours that print, and for each shade a line or frame that survives grey."""

STYLE = """
:root { --ink: #1c1c1c; --soft: #666; --line: #c9c9c9; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 2rem 4rem; max-width: 78rem; color: var(--ink); background: #fff;
  font: 15px/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.4rem; margin: 0 0 .2rem; } h2 { font-size: 1.1rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 1.6rem 0 .4rem; }
p { margin: .2rem 0; } .soft { color: var(--soft); font-size: .87rem; }
.verdict { display: inline-block; border: 2px solid var(--ink); padding: .05rem .7rem; font-weight: 700; }
.verdict.faulty { background: #b3261e; border-color: #b3261e; color: #fff; }
.verdict.clean { background: #e6f2e6; }
.legend { display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; margin: .8rem 0; padding: 0; list-style: none; }
.legend li { font-size: .87rem; }
.legend b { display: inline-block; min-width: 5.2rem; text-align: right; padding: 0 .4rem;
  font-variant-numeric: tabular-nums; font-weight: 400; }
.contents { margin: .6rem 0 2rem; } .contents td { padding: .2rem .8rem; }
section + section { border-top: 2px solid var(--ink); margin-top: 3rem; padding-top: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .82rem; line-height: 1.35; }
td { border: 1px solid var(--line); padding: .15rem .4rem; vertical-align: middle; position: relative; }
td[class] { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.confirmed { background: #f1f8f1; }
.identifiable { background: #dcefdc; } .identifiable > span { border-bottom: 1.5px solid #2f6b2f; }
.bounded { background: #fbf6dc; } .bounded > span { border-bottom: 2px dotted #8a6d00; }
.bounded > span::before { content: "\\2264\\2009"; }
.alone { background: #eeeeee; } .alone > span { border-bottom: 1.5px dashed #555; }
.broken { background: #fbe0cc; } .broken > span { border-bottom: 3px double #a34700; }
.suspect { background: #f6c1bd; font-weight: 700; }
.suspect > span { border: 2px solid #b3261e; padding: 0 .2rem; }
.suspect > span::before { content: "\\2717\\2009"; }
.several > span { border: 2px dashed #b3261e; font-weight: 400; }
.several > span::before { content: "?\\2009"; }
.unread { background: repeating-linear-gradient(45deg, #fff 0 4px, #d6d6e6 4px 7px); }
.unread > span::before { content: "?\\2009"; } .unread > span { background: #fff; }
.noted > span { border-bottom: 2px solid #b3261e; }
td:target { outline: 3px solid #1f5fbf; outline-offset: -1px; }
.ref { font-size: .7rem; vertical-align: super; margin-left: .2rem; }
a { color: #1f4e9e; }
ol.findings { padding: 0; list-style: none; }
.findings > li { border-left: 5px solid var(--line); padding: .3rem .8rem; margin: .7rem 0; }
.findings > li.error { border-left: 5px solid #b3261e; }
.findings > li.warning { border-left: 5px double #c77700; }
.findings > li.note { border-left: 5px dotted #888; }
.findings > li:target { background: #eef4ff; }
.head { font-weight: 700; } .head .soft { font-weight: 400; }
.figures { font-variant-numeric: tabular-nums; border: 0; margin: .2rem 0; }
.figures td { border: 0; padding: 0 1.2rem 0 0; text-align: left; white-space: nowrap; }
.figures td:first-child { white-space: normal; }
@media print {
  body { padding: 0; max-width: none; font-size: 10pt; }
  a { color: inherit; text-decoration: none; }
  .wide { overflow: visible; } table { font-size: 7pt; } td[class] { white-space: normal; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } li { break-inside: avoid; } }
"""
