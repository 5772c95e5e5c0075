import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Dedicated IPs may not be listed: whether SPF lets them pass is open',
  world({ aws }) {
    aws.faults.push({ op: 'GetDedicatedIps', kind: 'deny' });
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 3,
    codes: ['access/denied'],
    statuses: {
      'sending-ip-dedicated': 'skipped',
      'sending-ip': 'skipped',
      'spf example.com': 'unknown',
    },
  },
});
