import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Dedicated IPs may not be listed: said, and not counted',
  world({ aws }) {
    aws.faults.push({ op: 'GetDedicatedIps', kind: 'deny' });
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['access/denied'], statuses: { 'sending-ip-dedicated': 'skipped' } },
});
