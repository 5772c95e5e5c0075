/** The whole style sheet of the HTML report. Change it together with its hash: a test compares them. */
export const styleSheet = `:root{color-scheme:light dark;--fg:#1a1d21;--bg:#fff;--dim:#5a6570;--line:#d5dbe1;--card:#f6f8fa;--good:#1a7f37;--warn:#9a6700;--bad:#b42318;--open:#6639ba;--info:#0b62c4}
@media (prefers-color-scheme:dark){:root{--fg:#e8ebee;--bg:#14171a;--dim:#9aa5b1;--line:#343b43;--card:#1d2125;--good:#4ac26b;--warn:#d4a72c;--bad:#ff7b72;--open:#b392f0;--info:#6cb6ff}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.25rem;max-width:60rem;font:16px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);overflow-wrap:break-word}
h1{font-size:1.5rem;line-height:1.3;margin:.2rem 0 .5rem}h2{font-size:1.15rem;margin:2rem 0 .6rem;border-bottom:1px solid var(--line)}h3,h4{font-size:1rem;margin:.2rem 0}h3.plain{font-weight:400}.checks>li:has(article){padding-top:.8rem}
ul.checks{list-style:none;margin:0;padding:0}.checks>li{padding:.25rem 0}.checks>li>p{margin-left:1.8em}
.mark{display:inline-block;width:1.4em;font-weight:700;text-align:center}
.pass,.good-text{color:var(--good)}.warn-text,.warning{color:var(--warn)}.fail,.crash,.error{color:var(--bad)}.unknown{color:var(--open)}.info{color:var(--info)}.skipped,.dim{color:var(--dim)}
article{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.8rem 1rem;margin:.6rem 0}
article.error{border-left:4px solid var(--bad);color:inherit}article.warning{border-left:4px solid var(--warn);color:inherit}article.unknown{border-left:4px solid var(--open);color:inherit}article.info{border-left:4px solid var(--info);color:inherit}
.tag,.more{font-size:.9em}.nb{white-space:nowrap}
pre,code{font:13px/1.45 ui-monospace,monospace}td code,li code,pre{overflow-wrap:anywhere}pre{margin:.3rem 0;padding:.5rem .7rem;border:1px solid var(--line);border-radius:6px;white-space:pre-wrap;background:var(--bg)}pre span{display:inline-block;max-width:100%}td.short{white-space:nowrap}
ol,ul{margin:.5rem 0;padding-left:1.5rem}li{margin:.2rem 0}th{overflow-wrap:normal;font-weight:600;color:var(--dim)}
table{border-collapse:collapse;width:100%;font-size:.9em;margin:.5rem 0}td,th{border-top:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}
nav{border:1px solid var(--line);border-radius:8px;padding:.3rem 1rem;margin-top:1rem}nav ul{list-style:none;padding:0}
a{color:var(--info)}p{margin:.35rem 0}
.gauges{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:.5rem 1.5rem}.gauge{margin:.8rem 0 0}.gauge svg{width:100%;display:block}svg.bar{height:1.1rem;margin:.25rem 0}svg.trend{height:3.5rem;border-bottom:1px solid var(--line)}figcaption .dim{display:block;font-size:.85em}.gauge p{font-size:.85em}
.track{fill:var(--line)}rect.good{fill:var(--good)}rect.warn{fill:var(--warn)}rect.bad{fill:var(--bad)}.bad-text{color:var(--bad)}.limit{stroke:var(--fg);stroke-width:2;vector-effect:non-scaling-stroke}.trend .limit{stroke:var(--dim);stroke-width:1;stroke-dasharray:4 4}
.trend polyline{fill:none;stroke:var(--info);stroke-width:2;vector-effect:non-scaling-stroke}
@media (max-width:34rem){body{padding:.8rem;font-size:15px}h1{font-size:1.25rem}td,th{display:block;border-top:0;padding:.1rem 0}tr{display:block;border-top:1px solid var(--line);padding:.3rem 0}thead,td:empty{display:none}td.short{white-space:normal}td[data-label]::before{content:attr(data-label) ": ";color:var(--dim)}}
@page{margin:12mm}
@media print{:root{color-scheme:light;--fg:#000;--bg:#fff;--dim:#444;--line:#bbb;--card:#fff;--good:#1a7f37;--warn:#9a6700;--bad:#b42318;--open:#6639ba;--info:#0b3d7a}body{max-width:none;padding:0;font-size:8.5pt;line-height:1.35;print-color-adjust:exact;-webkit-print-color-adjust:exact}nav{display:none}details::details-content{content-visibility:visible;block-size:auto}details>summary{list-style:none}h1,h2,h3,h4,.tag{break-after:avoid}p,td{orphans:3;widows:3}h1{font-size:14pt}h2{font-size:11pt;margin:.7rem 0 .3rem}h3,h4{font-size:8.5pt;margin:.1rem 0}p{margin:.15rem 0}ol,ul{margin:.2rem 0}li{margin:.05rem 0}td,th{padding:.1rem .3rem}table{margin:.2rem 0}pre,code{font-size:7pt}pre{margin:.15rem 0;padding:.2rem .4rem}article{margin:.3rem 0;padding:.3rem .6rem;-webkit-box-decoration-break:clone;box-decoration-break:clone}.checks>li{padding:.05rem 0}.checks>li:has(article){padding-top:.3rem}article .more{display:inline;margin-right:1em}pre,p,tr,figure,article li{break-inside:avoid}#skipped ul{columns:2;column-gap:2.5em;font-size:.9em}.gauges{grid-template-columns:repeat(3,1fr)}}`;

/** SHA-256 of the style sheet in base64, for the Content-Security-Policy. */
export const styleHash = 'rHJ8Vev23rLZCFD8ZatqjZ1Moa/vucYZXvzFGec7pxk=';
