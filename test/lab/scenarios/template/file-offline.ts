import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A file template in CI, without AWS',
  command: [
    '--only',
    'template',
    '--no-aws',
    '--template-file',
    'welcome.json',
    '--template-data',
    'data.json',
  ],
  files: {
    'welcome.json':
      '{"Subject": "Hi {{name}}", "Text": "{{#each items}}{{price}} {{company}}{{/each}}", "Html": "<p>{{name}}</p>"}',
    'data.json': '{"name": "Ann", "company": "ACME", "items": [{"price": 3}]}',
  },
  expect: { exitCode: 1, codes: ['template/missing-variable'], infos: ['template/inline-too-complex'] },
});
