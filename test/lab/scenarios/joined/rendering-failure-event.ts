import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A Rendering Failure event, and the template that it names',
  world({ region }) {
    region.templates['welcome'] = {
      Subject: 'Hello {{firstName}}',
      Text: 'Dear {{firstName}}',
      Html: '<p>{{firstName}}</p>',
    };
  },
  command: ['--symptom', '-', '--template-data', '{"first_name": "Ann"}', '--only', 'client'],
  files: {
    '-': JSON.stringify({
      eventType: 'Rendering Failure',
      mail: { source: 'news@example.com', destination: ['ann@receiver.example'] },
      failure: {
        templateName: 'welcome',
        errorMessage: "Attribute 'firstName' is not present in the rendering data.",
      },
    }),
  },
  expect: {
    exitCode: 1,
    codes: ['template/missing-variable'],
    causes: ['template/missing-variable'],
  },
});
