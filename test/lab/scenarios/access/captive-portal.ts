import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A captive portal answers in the place of AWS',
  world({ aws }) {
    aws.faults = [{ op: '*', kind: 'html' }];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 3, codes: ['access/endpoint-unreachable'] },
});
