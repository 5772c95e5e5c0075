import { mentions } from '../mentions.ts';
import { portOfBareAttempt } from './bare-attempt.ts';

/** Ports on which mail is handed in: those of SES, and 2525, on which other providers listen and SES does not. */
const port = String.raw`(25|465|587|2465|2587|2525)(?![\d.]\d|\d)`;

/** Ways in which settings, source and errors name the port of a connection, those that say so in words first. */
const ways: readonly RegExp[] = [
  // SMTP_PORT=587, spring.mail.port: 587, 'port' => 587, "smtpPort": "587", --port 587, port 587, .port(587), :port => 587
  new RegExp(
    String.raw`(?:(?<![A-Za-z])(?:port|PORT|Port|[Pp]uerto|[Pp]orta|[Pp]orto|[Pp]oort|[Пп]орт|ポート|端口|포트)|(?<=[a-z])Port)(?:["'\]]{0,3}\s{0,3}(?:=>|[:=(]|to|is|number)?\s{0,3}){1,2}["']?` +
      port,
    'u',
  ),
  // JavaMail: "Couldn't connect to host, port: mail.example.com, 587"; calls: connect("mail.example.com", 587), SMTP(self.host, 587)
  new RegExp(String.raw`[\w.$>:[\]'")-]\s?,\s{0,2}["']?${port}["']?(?=\s{0,2}[,;)\]]|\s{0,2}$)`, 'u'),
  // mail.example.com:587, [192.0.2.1]:587, 192.0.2.1:587
  new RegExp(
    String.raw`(?:[a-z\]]|[a-z-]\d{1,3}|\.\d{1,3}|::[\da-f]{1,4}|:[\da-f]{1,4}(?=:[45]\d\d)):${port}`,
    'iu',
  ),
  // email-smtp.eu-west-1.amazonaws.com 587: nc, telnet, netcat; (mail.example.com 587)
  new RegExp(String.raw`[a-z\d-]\.[a-z]{2,24}["')\]]{0,2} (?:port )?${port}`, 'iu'),
  new RegExp(String.raw`amazonaws\.com(?:\[[^\]]{1,45}\]|\/[\d.]{7,15})[:,\s"']{1,3}${port}`, 'iu'),
  new RegExp(String.raw`\.amazonaws\.com\b.{0,60}? ${port} (?:port|\[tcp)`, 'iu'),
  // trying 587, on 465, -p 587
  new RegExp(String.raw`(?:\btrying|\btry|\bon|\bwith|\btcp[ /]|\s-[pP]) ?${port}\b(?=[^\d.]|$)`, 'iu'),
  // telnet to 587, connecting via 587
  new RegExp(String.raw`(?:\btelnet|\bconnect(?:ing|ion)?)(?: \w{1,12}){0,2} ${port}`, 'iu'),
  // (10.0.0.7:smtp), nc's "587 (submission)"
  new RegExp(String.raw`\b${port} ?(?:\/tcp|\((?:submission|submissions|smtps?|urd|tcp)\))`, 'iu'),
];

/** How many of the ways are sure: no other number stands in such a place. */
const sure = 3;

/**
 * The port of mail that a line names, in whatever language its setting, its call or its error is written; null where it
 * names none. A number alone is none.
 */
export function portIn(text: string): string | null {
  return firstOf(text, ways) ?? portOfBareAttempt(text.toLowerCase());
}

/** Whether a line names a port of mail in a way that no other number is written in. */
export const namesMailPort = (text: string): boolean => firstOf(text, ways.slice(0, sure)) !== null;

function firstOf(text: string, tried: readonly RegExp[]): string | null {
  if (!mentions(text, '25', '465', '587')) return null;
  for (const way of tried) {
    const found = way.exec(text)?.[1];
    // A second argument of 25 is as likely a limit or a time.
    if (found !== undefined && !(way === ways[1] && !isCallOfMail.test(text))) return found;
  }
  return null;
}

/** What a line holds that connects to a server of mail, beside the number. */
const isCallOfMail = /smtp|mail|connect|sock|host|server|dial|relay|amazonaws/iu;
