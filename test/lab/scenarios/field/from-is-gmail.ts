import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A shop sends its letters as gmail.com, which it cannot verify',
  world({ dns }) {
    dns.names['gmail.com'] = { MX: [{ preference: 5, exchange: 'mx.gmail.com' }] };
  },
  command: ['--symptom', 'error.txt', '--identity', 'owner@gmail.com'],
  files: {
    'error.txt':
      '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: owner@gmail.com',
  },
  expect: { exitCode: 1, firstCause: 'identity/not-found' },
});
