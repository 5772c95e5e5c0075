import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A receiver reports one message that failed DMARC: nobody complained about it',
  command: ['explain', '--file', 'report.eml'],
  files: {
    'report.eml': [
      'From: a@receiver.example',
      'Subject: FW: x',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'failure',
      '--b',
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: auth-failure',
      'Version: 1',
      'User-Agent: x',
      'Auth-Failure: dmarc',
      'Original-Mail-From: news@bounce.example.com',
      'Source-IP: 54.240.4.7',
      '',
      '--b--',
      '',
    ].join('\r\n'),
  },
  expect: { exitCode: 1, codes: ['bounce/authentication-failed'], notCodes: ['bounce/complaint'] },
});
