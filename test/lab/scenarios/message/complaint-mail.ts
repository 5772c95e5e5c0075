import { complaintMail } from '../../other-mail.ts';
import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A complaint report was given as the message',
  command: ['--message', 'complaint.eml'],
  files: { 'complaint.eml': complaintMail },
  expect: { exitCode: 1, codes: ['bounce/complaint'] },
});
