// How long the analysis of a template of 500 KB takes. By hand:
//
//   npx tsx test/bench/template.bench.ts
//
// Method: a newsletter of SES's largest size, with a loop of 300 items, a test and two values for each paragraph of
// about 400 bytes, is parsed, inspected and walked with its data, in one process. One run to warm up, then the median
// of nine by the monotonic clock. Reading the program from disk (once, about 30 ms for Handlebars) is not counted.
import { analyseTemplate } from '../../src/parse/template/template.ts';

const paragraph = `<p style="margin:0 0 16px;font:16px/24px Helvetica,Arial,sans-serif;color:#222">${'lorem ipsum '.repeat(22)}
{{#if user.vip}}{{user.name}}{{else}}{{user.greeting}}{{/if}}</p>\n`;
const list = '<ul>{{#each items}}<li>{{name}}: {{price}} {{../currency}}</li>{{/each}}</ul>\n';
const html = list + paragraph.repeat(Math.floor((500 * 1024 - list.length) / paragraph.length));
const data = JSON.stringify({
  user: { vip: true, name: 'Ann', greeting: 'Hello' },
  currency: 'EUR',
  items: Array.from({ length: 300 }, (_, index) => ({ name: `item ${index}`, price: index })),
});

const durations: number[] = [];
for (let run = 0; run < 10; run += 1) {
  const started = performance.now();
  const { missing } = analyseTemplate({ subject: 'Hello {{user.name}}', text: null, html }, data);
  durations.push(performance.now() - started);
  if (missing?.length !== 0) throw new Error('the template of the measurement has to be sound');
}
const [, ...counted] = durations;
const median = counted.sort((one, other) => one - other)[4] ?? Number.NaN;
process.stdout.write(
  `${html.length} bytes: first ${durations[0]?.toFixed(0) ?? '?'} ms, median ${median.toFixed(0)} ms; bound 200 ms\n`,
);
