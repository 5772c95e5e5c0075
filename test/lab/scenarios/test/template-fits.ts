import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The template of the application with its data, in place of a short text',
  world: ({ region }) => {
    region.sending = sendingWorld();
    region.templates['welcome'] = { Subject: 'Hello {{name}}', Text: 'Hello {{name}}' };
  },
  command: [
    'test',
    'example.com',
    '--template',
    'welcome',
    '--template-data',
    '{"name":"Ann"}',
    '--tap',
    '--wait',
    '2m',
  ],
  expect: { exitCode: 0, codes: [], statuses: { 'proof-arrival': 'pass' } },
});
