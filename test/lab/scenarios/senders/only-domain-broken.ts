import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Nothing is named, and the only domain of the account has lost its DKIM records',
  world({ dns }) {
    for (const token of dkimTokens('example.com'))
      Reflect.deleteProperty(dns.names, `${token}._domainkey.example.com`);
  },
  command: [],
  expect: {
    exitCode: 1,
    codes: ['dkim/record-missing'],
    causes: ['dkim/record-missing'],
    notCodes: ['identity/none-given'],
    statuses: { 'dkim-records example.com': 'fail' },
  },
});
