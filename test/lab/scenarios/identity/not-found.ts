import { receiverRecords } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A domain that SES has never heard of',
  world({ dns }) {
    Object.assign(dns.names, receiverRecords('unheard-of.example'));
  },
  command: ['--identity', 'unheard-of.example', '--only', 'account'],
  expect: { exitCode: 1, codes: ['identity/not-found'], causes: ['identity/not-found'] },
});
