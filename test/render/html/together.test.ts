import { expect, it } from 'vitest';
import { keptTogether } from '../../../src/render/html/together.ts';

it.each<[string, string, string]>([
  ['a Region', '<h1>the account in eu-west-1</h1>', 'eu-west-1'],
  ['a Region of a partition', '<p>us-gov-west-1: 3</p>', 'us-gov-west-1'],
  ['a new Region', '<p>in ap-southeast-7.</p>', 'ap-southeast-7'],
  ['a day', '<p>since 2026-11-30, at night</p>', '2026-11-30'],
  ['a time', '<td>2026-11-30T05:08:00.000Z</td>', '2026-11-30T05:08:00.000Z'],
  ['a flag', '<p>give --endpoint-url or more</p>', '--endpoint-url'],
  ['a code', '<p>see <code>configuration-set/sending-paused</code></p>', 'configuration-set/sending-paused'],
  ['a code in a sentence', '<li>refusals as spam (bounce/spam-rejected) rose</li>', 'bounce/spam-rejected'],
  ['a flag in code', '<li><code>--fail-on</code></li>', '--fail-on'],
])('%s stays on one line', (_name, html, words) => {
  expect(keptTogether(html)).toBe(html.replace(words, `<span class="nb">${words}</span>`));
});

it.each<[string, string]>([
  ['an attribute', '<a href="#table-eu-west-1" title="--fail-on &gt;">x</a>'],
  ['the title of the window', '<title>eu-west-1: 2026-11-30</title>'],
  ['a style sheet', '<style>.a{--fg:red}@media print{.a>.b{--fg-dim:blue}}</style>'],
  ['a command', '<pre>ses-doctor <span>--region</span> eu-west-1</pre>'],
  ['a drawing', '<svg><text>2026-11-30</text></svg>'],
  ['a host', '<p>email-smtp.eu-west-1.amazonaws.com, https://eu-west-1.console.aws.amazon.com/</p>'],
  ['a long word with hyphens', '<p>state-of-the-art, and text/html</p>'],
  ['a path', '<p>docs/name-a/name-b and https://example.com/name-doubled</p>'],
  ['a telephone number', '<p>555-2026-11-30-1</p>'],
])('%s is left as it is', (_name, html) => {
  expect(keptTogether(html)).toBe(html);
});
