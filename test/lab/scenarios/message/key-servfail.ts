import { ownSignature, publishKeys, receivedMail } from '../../received-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The key of the signature cannot be looked up',
  world(world) {
    publishKeys(world);
    world.dns.faults.push({ name: `${ownSignature.selector}._domainkey.example.com`, kind: 'servfail' });
  },
  command: ['--message', 'mail.eml', '--only', 'message-dkim'],
  files: { 'mail.eml': receivedMail() },
  expect: { exitCode: 3, codes: [], statuses: { 'message-dkim': 'unknown' } },
});
