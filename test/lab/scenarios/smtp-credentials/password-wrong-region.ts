import { scenario } from '../../scenario.ts';
import { sesRegions, smtpHost } from '../../../../src/knowledge/regions.ts';
import { deriveSmtpPassword } from '../../../../src/probes/smtp/password.ts';

const username = 'AKIAI44QH8DHBEXAMPLE';
const password = deriveSmtpPassword('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'us-east-1');

export default scenario({
  title: 'The password is for another Region, which trying the others shows',
  world(world) {
    world.smtp = {
      numbers: 'free',
      ports: { 587: { users: { [username]: password }, knownAt: ['email-smtp.us-east-1.amazonaws.com'] } },
    };
    for (const { name, smtp } of sesRegions) {
      if (smtp) world.dns.names[smtpHost(name)] = { A: ['127.0.0.1'] };
    }
  },
  command: ['--only', 'smtp*', '--try-regions'],
  env: { SES_SMTP_USERNAME: username, SES_SMTP_PASSWORD: password },
  expect: { exitCode: 1, codes: ['smtp-credentials/password-wrong-region'] },
});
