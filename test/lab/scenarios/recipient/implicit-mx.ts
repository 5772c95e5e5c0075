import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A domain without MX whose address takes the mail',
  world({ dns }) {
    dns.names['small.example'] = { A: ['192.0.2.7'] };
  },
  command: ['--recipient', 'someone@small.example'],
  expect: { exitCode: 0, codes: [] },
});
