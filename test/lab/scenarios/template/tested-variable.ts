import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A variable that is only tested may be absent',
  world({ region }) {
    region.templates['welcome'] = {
      Subject: 'Hello',
      Text: '{{#if name}}Dear {{name}}{{else}}Dear reader{{/if}}{{#each items}}{{this}}{{/each}}',
    };
  },
  command: [
    '--only',
    'template',
    '--template',
    'welcome',
    '--template-data',
    '{}',
    '--identity',
    'example.com',
  ],
  expect: { exitCode: 0, codes: [] },
});
