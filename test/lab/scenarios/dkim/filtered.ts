import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A policy zone of the network hides the DKIM records: waiting does not help, and nothing is missing',
  world({ dns }) {
    dns.faults = dkimTokens('example.com').map((token) => ({
      ...{ name: `${token}._domainkey.example.com`, at: 'resolver', kind: 'policy' as const },
    }));
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['dkim/split-horizon'],
    notCodes: ['dkim/not-propagated', 'dkim/record-missing'],
  },
});
