import check from '../../../checks/4-inbox/message-content.ts';
import { type HtmlReading, readHtml } from '../../../src/parse/message/links.ts';
import type { MessageParts } from '../../../src/parse/message/parts.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { messageWith } from '../../support/message-world.ts';

const parts = (html: string | null, textLength: number | null = 200): MessageParts => {
  const reading: HtmlReading | null = html === null ? null : readHtml(html);
  return { html: reading, textLength, hosts: reading?.links.map(({ host }) => host) ?? [], partial: false };
};
const long = '<p>Here is what is new in the shop this week.</p>';

describeCheck(check, {
  healthy: {
    message: messageWith(),
    parts: parts(`${long}<a href="https://shop.example/new">www.shop.example</a><img src="cid:logo">`),
    listings: { ok: true, value: [] },
  },
  finds: {
    'a link domain on a list': {
      given: {
        listings: {
          ok: true,
          value: [{ domain: 'spam.example', zone: 'dbl.list.example', means: ['spam domain'] }],
        },
      },
      found: [
        {
          problem: 'message/content-risk',
          subject: 'shop.example',
          data: {
            risks: ['it links to spam.example, which is on the list dbl.list.example'],
            evidence: [
              {
                what: 'spam.example on dbl.list.example',
                expected: 'not listed',
                actual: 'spam domain',
                source: 'dbl.list.example',
              },
            ],
          },
        },
      ],
    },
    'a link that leads elsewhere': {
      given: {
        parts: parts(`${long}<a href="https://evil.example/login">https://www.bank.example/login</a>`),
      },
      found: [
        {
          problem: 'message/content-risk',
          subject: 'shop.example',
          data: {
            risks: ['a link reads www.bank.example and leads to evil.example'],
            evidence: [
              {
                what: 'link that reads www.bank.example',
                expected: 'www.bank.example',
                actual: 'evil.example',
                source: 'the message',
              },
            ],
          },
        },
      ],
    },
    'a shortener, no text part, images alone': {
      given: { parts: parts('<a href="https://bit.ly/abc"><img src="x"></a>', null) },
      found: [
        {
          problem: 'message/content-risk',
          subject: 'shop.example',
          data: {
            risks: [
              'a link goes through the shortener bit.ly',
              'there is no text part',
              'it is made of images alone',
            ],
            evidence: [
              { what: 'link', expected: 'a domain of your own', actual: 'bit.ly', source: 'the message' },
              {
                what: 'parts',
                expected: 'text/plain and text/html',
                actual: 'text/html',
                source: 'the message',
              },
              {
                what: 'visible text',
                expected: null,
                actual: '0 characters, 1 images',
                source: 'the message',
              },
            ],
          },
        },
      ],
    },
  },
  silent: {
    'text alone': { parts: parts(null) },
    'the click tracking of SES': {
      parts: parts(
        `${long}<a href="https://abc.r.eu-west-1.awstrack.me/L0/https:%2F%2Fshop.example%2Fnew/1/x">shop.example</a>`,
      ),
    },
    'a gateway that rewrites links': {
      parts: parts(
        `${long}<a href="https://eur01.safelinks.protection.outlook.com/?url=x">www.shop.example</a>`,
      ),
    },
    'a sub-domain of what is shown': {
      parts: parts(`${long}<a href="https://click.shop.example/x">www.shop.example</a>`),
    },
    'a file name that looks like a host': {
      parts: parts(`${long}<a href="https://shop.example/x">report.pdf</a>`),
    },
    'only the start of it was read': { parts: { ...parts('<img src="x">', null), partial: true } },
  },
});
