import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The text uses a partial that only the HTML defines',
  world({ region }) {
    const inline = '{{#* inline "footer"}}Bye {{name}}{{/inline}}';
    region.templates['welcome'] = { Subject: 'Hello', Text: '{{> footer}}', Html: `${inline}\n{{> footer}}` };
  },
  command: [
    '--only',
    'template',
    '--template',
    'welcome',
    '--template-data',
    '{"name": "Ann"}',
    '--identity',
    'example.com',
  ],
  expect: { exitCode: 1, codes: ['template/partial-not-in-part'] },
});
