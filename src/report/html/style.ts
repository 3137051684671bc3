/** The style sheet of the report: light, dark and on paper. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--card:#f6f8fa;--ink:#1c2128;--soft:#5b6470;--line:#d8dee4;--grid:#e6e9ed;--good:#00734f;--bad:#b3420a;--doubt:#8a6100;--accent:#0072b2;--copy:#e69f00;--other:#8a8a8a}
@media (prefers-color-scheme:dark){:root{--paper:#14181d;--card:#1c2229;--ink:#e3e8ee;--soft:#9aa5b1;--line:#343c46;--grid:#2b323a;--good:#3ecf9a;--bad:#ff8a4f;--doubt:#f0b93a;--accent:#56b4e9}
figure svg [stroke="#0072B2"]{stroke:#2f86cf}figure svg [fill="#0072B2"]{fill:#2f86cf}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,"Segoe UI","Liberation Sans","DejaVu Sans",sans-serif}
main{max-width:1040px;margin:0 auto;padding:28px 24px 60px}
header{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:4px 24px}
h1{font-size:26px;margin:0;letter-spacing:-.01em}
h2{font-size:19px;margin:44px 0 10px;padding-top:10px;border-top:1px solid var(--line)}
h3{font-size:15px;margin:22px 0 6px}
p{margin:6px 0}
.soft,figcaption,.twin,caption{color:var(--soft)}
.question{font-style:italic;color:var(--soft);max-width:72ch}
.answer{display:flex;gap:14px;margin:20px 0 8px;padding:16px 20px;background:var(--card);border-left:6px solid var(--accent);border-radius:0 8px 8px 0;font-size:19px;line-height:1.4}
.answer.met{border-color:var(--good)}.answer.failed{border-color:var(--bad)}.answer.open{border-color:var(--doubt)}
.alarm{margin:14px 0;padding:12px 18px;border:2px solid var(--bad);border-radius:8px}
.met .sign,td.met{color:var(--good)}.failed .sign,td.failed{color:var(--bad)}.open .sign,td.open{color:var(--doubt)}
td small{font-size:11px;color:var(--soft)}
td.met,td.failed,td.open{font-weight:600;white-space:nowrap}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:8px 0 14px;font-size:13.5px;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:0 0 4px;font-size:13px}
th,td{padding:5px 8px 5px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--grid)}
th{font-weight:600;border-bottom-color:var(--line);white-space:nowrap}
tbody th{font-weight:600;border-bottom-color:var(--grid)}
th.n,td.n{text-align:right;white-space:nowrap}
.twin{display:block;font-size:12px}
tr.total td,tr.total th{border-top:2px solid var(--line);font-weight:600}
figure{margin:26px 0 34px;break-inside:avoid}
figure h3{margin:0 0 2px}
figcaption{font-size:13px;margin-bottom:8px}
figure svg{width:100%;height:auto;max-height:none;display:block}
figure svg>rect:first-of-type{fill:none}
figure svg text{fill:var(--soft)}
figure svg .role-axis-grid line{stroke:var(--grid)}
figure svg path.background{stroke:var(--line)}
figure svg .role-legend path.background{stroke:none}
.bar{display:flex;width:150px;height:11px;margin-top:5px;background:var(--grid);border-radius:2px;overflow:hidden}
.bar i{display:block;height:100%}
.host{background:var(--accent)}.copy{background:var(--copy)}.rest{background:var(--other)}
.key{display:inline-block;width:10px;height:10px;margin:0 4px 0 12px;border-radius:2px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px;margin:8px 0;font-size:13.5px}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
code{font:12.5px/1.5 ui-monospace,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
nav{margin:14px 0 0;font-size:13px;color:var(--soft)}
nav a{color:var(--accent);margin-right:16px;text-decoration:none}
footer{margin-top:48px;padding-top:10px;border-top:1px solid var(--line);font-size:12.5px;color:var(--soft)}
@media print{
:root{color-scheme:light;--paper:#fff;--card:#f6f8fa;--ink:#000;--soft:#444;--line:#bbb;--grid:#ddd;--good:#00734f;--bad:#b3420a;--doubt:#8a6100;--accent:#0072b2}
body{font-size:11pt}main{max-width:none;padding:0}nav{display:none}h2,caption,thead{break-after:avoid}tr{break-inside:avoid}.scroll{overflow:visible}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
`.trim();
