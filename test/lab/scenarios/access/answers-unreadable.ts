import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Every answer is JSON, and none is a reply to what was asked',
  world({ aws }) {
    aws.faults = [{ op: '*', kind: 'body', text: '{}' }];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 3, codes: ['access/endpoint-unreachable'] },
});
