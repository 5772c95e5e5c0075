import { dkimTokens } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The DKIM records have the label _domainkey twice in their names',
  world({ region, dns }) {
    const { DkimAttributes: dkim } = region.identities['example.com'] ?? {};
    if (dkim !== undefined) dkim.Status = 'PENDING';
    for (const token of dkimTokens('example.com')) {
      dns.names[`${token}._domainkey._domainkey.example.com`] =
        dns.names[`${token}._domainkey.example.com`] ?? {};
      Reflect.deleteProperty(dns.names, `${token}._domainkey.example.com`);
    }
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    firstCause: 'dkim/wrong-name',
    says: ['which has the label before the domain twice'],
  },
});
