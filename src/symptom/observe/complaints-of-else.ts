import { mentions } from '../mentions.ts';

const told =
  /\bcomplaints?(?: (?:from|by|of) [^,.;:\n]{1,40}?)? (?:that|about|regarding|concerning) ([^.;,\n]{3,200})/giu;
/** What a complaint about mail speaks of: that it was not wanted, or the mail itself. */
const ofMail =
  /spam|junk|mail|newsletter|messag|notif|campaign|unsubscri|subscri|opt|sign|consent|permission|asked|want|abuse|stop|never|too (?:many|often)|frequen|send|sent|\bSES\b|address|contact/iu;

/** What a server or AWS says, or somebody of a trouble with mail: nothing of it is taken away. */
const ofCase =
  /(?<![\d.])[245]\d\d[ -]|(?<![\d.])[45]\.\d{1,3}\.\d|\baccounts?\b|\bpaus|suspend|under review|reputation|\brates?\b|\bips?\b|phish|fraud|scam|reject|refus|block|bounc/iu;

/** A line without the complaints that are about something else than mail: the price, the look of an invoice. */
export const withoutComplaintsOfElse = (line: string): string =>
  mentions(line, 'complaint') && !ofCase.test(line)
    ? line.replace(told, (whole, about: string) => (ofMail.test(about) ? whole : ' '))
    : line;
