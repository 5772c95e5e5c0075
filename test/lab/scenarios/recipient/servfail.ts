import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The resolver fails for the domain of the recipient',
  world({ dns }) {
    dns.faults.push({ name: 'receiver.example', kind: 'servfail' });
  },
  command: ['--recipient', 'someone@receiver.example'],
  expect: { exitCode: 3, codes: [], statuses: { recipient: 'unknown' } },
});
