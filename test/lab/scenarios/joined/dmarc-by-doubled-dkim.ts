import { dkimTokens, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Gmail refuses for DMARC, because the panel appended the zone to the DKIM names',
  world({ dns, region }) {
    const healthy = verifiedDomain('example.com');
    region.identities['example.com'] = {
      ...healthy,
      DkimAttributes: { ...healthy.DkimAttributes, Status: 'FAILED' },
      MailFromAttributes: {
        MailFromDomain: undefined,
        MailFromDomainStatus: undefined,
        BehaviorOnMxFailure: undefined,
      },
    };
    Reflect.deleteProperty(region.identities['example.com'], 'MailFromAttributes');
    Reflect.deleteProperty(dns.names, 'bounce.example.com');
    for (const token of dkimTokens('example.com')) {
      Reflect.deleteProperty(dns.names, `${token}._domainkey.example.com`);
      dns.names[`${token}._domainkey.example.com.example.com`] = { CNAME: [`${token}.dkim.amazonses.com`] };
    }
  },
  command: ['--symptom', '-', '--skip', 'sending-ip*'],
  files: {
    '-': JSON.stringify({
      notificationType: 'Bounce',
      mail: { source: 'news@example.com', destination: ['ann@receiver.example'] },
      bounce: {
        bounceType: 'Transient',
        bounceSubType: 'General',
        bouncedRecipients: [
          {
            emailAddress: 'ann@receiver.example',
            action: 'failed',
            status: '5.7.26',
            diagnosticCode:
              "smtp; 550-5.7.26 Unauthenticated email from example.com is not accepted due to 550-5.7.26 domain's DMARC policy. Please contact the administrator of 550-5.7.26 example.com domain if this was a legitimate mail. gsmtp",
          },
        ],
      },
    }),
  },
  expect: {
    exitCode: 1,
    codes: [
      'dkim/name-doubled',
      'dkim/status-failed',
      'alignment/dmarc-fails',
      'bounce/authentication-failed',
    ],
    causes: ['dkim/name-doubled'],
  },
});
