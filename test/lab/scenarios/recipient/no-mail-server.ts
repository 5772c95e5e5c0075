import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A domain with a web page only',
  world({ dns }) {
    dns.names['web.example'] = { TXT: ['nothing to see'] };
  },
  command: ['--recipient', 'someone@web.example'],
  expect: { exitCode: 1, codes: ['recipient/no-mail-server'] },
});
