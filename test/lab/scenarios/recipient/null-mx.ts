import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A domain that takes no mail',
  world({ dns }) {
    dns.names['silent.example'] = { MX: [{ preference: 0, exchange: '.' }] };
  },
  command: ['--recipient', 'someone@silent.example'],
  expect: { exitCode: 1, codes: ['recipient/no-mail-server'] },
});
