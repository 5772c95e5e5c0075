import { styleSheet } from '../../render/html/style.ts';

/** The style sheet of the report of `check`, and what charts need. On a phone a whole chart fits, with larger words: its last day matters most. Tones can be distinguished without red and green (Okabe and Ito). */
export const historyStyle = `${styleSheet}
body{max-width:70rem}nav ul{columns:15rem;column-gap:1.5rem}figure{margin:.6rem 0}figcaption{font-weight:600;font-size:.9rem}svg{width:100%;display:block;overflow:visible}svg.small{max-width:20rem}
svg text{font:11px system-ui,sans-serif;fill:var(--dim)}.grid{stroke:var(--line);stroke-width:1}.limit{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:5 4}.limit-name{fill:var(--bad);paint-order:stroke;stroke:var(--bg);stroke-width:4px}details summary h2{display:inline-block;border:0;margin:.8rem .4rem .3rem 0}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1rem}.small{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.8rem}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;padding:0;font-size:.85rem}.key{display:inline-block;width:.8rem;height:.8rem;margin-right:.4rem;border-radius:2px}
.tone-1{fill:#d55e00;background:#d55e00}.tone-2{fill:#0072b2;background:#0072b2}.tone-3{fill:#e69f00;background:#e69f00}.tone-4{fill:#009e73;background:#009e73}.tone-5{fill:#cc79a7;background:#cc79a7}.tone-6{fill:#56b4e9;background:#56b4e9}.tone-7{fill:#b8a900;background:#b8a900}.tone-8{fill:#6639ba;background:#6639ba}.tone-9{fill:#8a939c;background:#8a939c}
.wide{overflow-x:auto}.wide td{overflow-wrap:break-word}.wide td.when{white-space:nowrap}.wide th{white-space:normal;vertical-align:bottom}.number{text-align:right;font-variant-numeric:tabular-nums}td.number{white-space:nowrap}
article{overflow-wrap:anywhere}article h3{hyphens:auto}
@media (max-width:34rem){article table,article tbody,article tr,article th,article td{display:block;width:auto}article tr{margin-bottom:.5rem}.charts{grid-template-columns:1fr}.number{text-align:left}svg.full text{font-size:26px}svg.half text{font-size:15px}.small{grid-template-columns:repeat(auto-fill,minmax(10rem,1fr))}}
@media print{details>*{break-inside:auto}.wide{overflow:visible}}`;
