import { dailyMetric } from '../../aws/world.ts';
import { sendingWorld } from '../../aws/sending/world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Complaints are above 0.1%: no message to a real address, whatever the flags',
  world: ({ region }) => {
    region.sending = sendingWorld();
    region.metrics = region.metrics.filter(({ name }) => name !== 'Reputation.ComplaintRate');
    region.metrics.push(
      dailyMetric(
        'Reputation.ComplaintRate',
        Array.from({ length: 14 }, () => 0.0012),
      ),
    );
  },
  command: ['test', 'example.com', '--to', 'someone@receiver.example', '--yes', '--force'],
  expect: { exitCode: 1, codes: ['proof/recipient-refused'], says: ['0.12%'] },
});
