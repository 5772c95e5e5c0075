import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const [token] = dkimTokens('example.com');

export default scenario({
  title: 'A text beside the CNAME of a DKIM record',
  world({ dns }) {
    const record = dns.names[`${token}._domainkey.example.com`];
    if (record !== undefined) record.TXT = ['v=DKIM1; p='];
  },
  command: ['--identity', 'example.com'],
  expect: { exitCode: 1, codes: ['dkim/cname-beside'] },
});
