import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DKIM records lead through the zone of a vendor to the keys of SES',
  world({ dns }) {
    for (const token of dkimTokens('example.com')) {
      dns.names[`${token}._domainkey.example.com`] = { CNAME: [`${token}.dk.vendor.example`] };
      dns.names[`${token}.dk.vendor.example`] = { CNAME: [`${token}.dkim.amazonses.com`] };
    }
  },
  command: ['--only', 'dkim', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], infos: ['dkim/wrong-target'] },
});
