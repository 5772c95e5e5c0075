import { listedAt } from '../../dns-lists.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The address in a bounce is on the list it names, and besides the DMARC record is broken: two causes',
  world({ dns }) {
    Object.assign(dns.names, listedAt('zen.spamhaus.org', '54.240.8.31', ['127.0.0.2']), {
      '31.8.240.54.in-addr.arpa': { PTR: ['a8-31.smtp-out.amazonses.com'] },
      'a8-31.smtp-out.amazonses.com': { A: ['54.240.8.31'] },
      '_dmarc.example.com': { TXT: ['v=DMARC1; p=rejct'] },
    });
  },
  command: ['--symptom', '-', '--identity', 'example.com', '--skip', 'message-trace'],
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
            status: '5.7.1',
            diagnosticCode:
              'smtp; 554 5.7.1 Service unavailable; Client host [54.240.8.31] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/54.240.8.31',
          },
        ],
      },
    }),
  },
  expect: {
    exitCode: 1,
    codes: ['sending-ip/listed', 'bounce/ip-blocklisted', 'dmarc/unknown-policy'],
    causes: ['sending-ip/listed', 'dmarc/unknown-policy'],
  },
});
