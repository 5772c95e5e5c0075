import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'SES refuses what looks sound from here',
  world({ region, aws }) {
    aws.faults.push({
      op: 'TestRenderEmailTemplate',
      kind: 'error',
      type: 'BadRequestException',
      message: 'The template cannot be rendered.',
      status: 400,
    });
    region.templates['welcome'] = {
      Subject: 'Hello {{name}}',
      Text: 'Hello {{name}}',
      Html: '<p>Hello {{name}}</p>',
    };
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
  expect: { exitCode: 1, codes: ['template/render-rejected'] },
});
