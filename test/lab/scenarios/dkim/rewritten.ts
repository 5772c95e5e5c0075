import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The resolver leads the DKIM names elsewhere: waiting does not help, and the zone is right',
  world({ dns }) {
    dns.faults = dkimTokens('example.com').map((token) => ({
      ...{ name: `${token}._domainkey.example.com`, at: 'resolver', kind: 'rewrite' as const },
      record: { type: 'CNAME' as const, data: 'walled-garden.corp.example' },
    }));
  },
  command: ['--identity', 'example.com', '--only', 'dkim-records'],
  expect: {
    exitCode: 0,
    codes: [],
    infos: ['dkim/split-horizon'],
    notCodes: ['dkim/not-propagated', 'dkim/wrong-target'],
    says: ['walled-garden.corp.example'],
  },
});
