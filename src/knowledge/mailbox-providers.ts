/** Domains of large mailbox providers, for typos of them: the providers' own help pages. */
export const mailboxProviders: readonly string[] = [
  'gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'hotmail.co.uk', 'hotmail.fr', 'live.com', 'msn.com',
  'yahoo.com', 'yahoo.co.uk', 'yahoo.fr', 'yahoo.de', 'yahoo.co.jp', 'ymail.com', 'aol.com', 'icloud.com', 'me.com',
  'mac.com', 'gmx.de', 'gmx.net', 'gmx.at', 'gmx.com', 'web.de', 't-online.de', 'freenet.de', 'orange.fr', 'free.fr',
  'laposte.net', 'sfr.fr', 'wanadoo.fr', 'libero.it', 'virgilio.it', 'comcast.net', 'verizon.net', 'att.net',
  'sbcglobal.net', 'cox.net', 'charter.net', 'btinternet.com', 'proton.me', 'protonmail.com', 'fastmail.com', 'zoho.com',
  'mail.ru', 'yandex.ru', 'qq.com', '163.com', '126.com', 'naver.com', 'seznam.cz', 'wp.pl', 'uol.com.br', 'terra.com.br',
];
