import { verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The hosted zone was deleted and the registrar still names its servers: all of them refuse',
  world({ region, dns }) {
    // As Route 53 names them; the hosted zone was deleted.
    const servers = [
      'ns-12.awsdns-01.com',
      'ns-612.awsdns-12.net',
      'ns-1112.awsdns-11.org',
      'ns-1812.awsdns-34.net',
    ];
    dns.zones['example.com'] = {
      servers: Object.fromEntries(servers.map((server) => [server, { broken: 'lame' as const }])),
    };
    const sound = verifiedDomain('example.com');
    region.identities['example.com'] = {
      ...sound,
      VerifiedForSendingStatus: false,
      VerificationStatus: 'PENDING',
      DkimAttributes: { ...sound.DkimAttributes, Status: 'PENDING' },
      MailFromAttributes: { ...sound.MailFromAttributes, MailFromDomainStatus: 'PENDING' },
    } as typeof sound;
  },
  command: ['--identity', 'example.com'],
  expect: {
    exitCode: 1,
    firstCause: 'identity/delegation-broken',
    says: [
      'none of the 4 name servers of example.com serves it, all of them refuse',
      'at the registrar of example.com',
      'aws route53 list-hosted-zones-by-name --dns-name example.com',
    ],
  },
});
