import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The data of the template lack what it asks for: nothing is sent',
  world: ({ region }) => {
    region.sending = sendingWorld();
    region.templates['welcome'] = { Subject: 'Hello {{name}}', Text: 'Hello {{name}}' };
  },
  command: ['test', 'example.com', '--template', 'welcome', '--template-data', '{}'],
  expect: { exitCode: 1, codes: ['template/missing-variable'], statuses: { 'proof-sending': 'skipped' } },
});
