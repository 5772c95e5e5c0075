import { mentions } from '../mentions.ts';

const told =
  /\bcomplaints?(?: (?:from|by|of) [^,.;:\n]{1,40}?)? (?:that|about|regarding|concerning|over) ([^.;,\n]{3,200})/giu;
/** What a complaint about mail speaks of: that it was not wanted, or the mail itself. */
const ofMail =
  /spam|junk|mail|newsletter|messag|notif|campaign|unsubscri|subscri|opt|sign|consent|permission|asked|want|abuse|stop|never|too (?:many|often)|frequen|send|sent|\bSES\b|address|contact/iu;

/** A line without the complaints that are about something else than mail: the price, the look of an invoice. */
export const withoutComplaintsOfElse = (line: string): string =>
  mentions(line, 'complaint')
    ? line.replace(told, (whole, about: string) => (ofMail.test(about) ? whole : ' '))
    : line;
