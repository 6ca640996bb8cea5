// Reads a feed or a calendar with one reader: node read.mjs READER FILE. It prints
// entries as compare.py wants them: [id, title, published], or [uid, title, start,
// end, cancelled].
import { readFileSync } from 'node:fs';
import { argv, exit } from 'node:process';

const [, , reader, file] = argv;
const text = readFileSync(file, 'utf8');
const utc = (d) => new Date(d).toISOString().slice(0, 16) + 'Z';
const two = (n) => String(n).padStart(2, '0');
const day = (d) => `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
const plain = (x) => (typeof x === 'object' && x !== null ? (x.text ?? x.val ?? x.value ?? x['#']) : x);

const readers = {
  'rss-parser': async () => {
    const { default: Parser } = await import('rss-parser');
    const feed = await new Parser().parseString(text);
    return feed.items.map((x) => [x.guid ?? x.id, x.title, utc(x.isoDate ?? x.pubDate)]);
  },
  feedsmith: async () => {
    const { parseFeed } = await import('feedsmith');
    const { feed } = parseFeed(text);
    return (feed.items ?? feed.entries ?? []).map((x) => [plain(x.guid ?? x.id), plain(x.title), utc(x.published ?? x.pubDate ?? x.date_published)]);
  },
  feedme: async () => {
    const { default: FeedMe } = await import('feedme');
    const parser = new FeedMe(true);
    parser.write(text);
    parser.end?.();
    return (parser.done().items ?? []).map((x) => [plain(x.guid ?? x.id), plain(x.title), utc(x.published ?? x.pubdate ?? x.date_published)]);
  },
  'feed-parser': async () => {
    const { parseFeed } = await import('@rowanmanning/feed-parser');
    return parseFeed(text).items.map((x) => [x.id, x.title, utc(x.published)]);
  },
  'ical.js': async () => {
    const { default: ICAL } = await import('ical.js');
    const calendar = new ICAL.Component(ICAL.parse(text));
    for (const zone of calendar.getAllSubcomponents('vtimezone')) {
      ICAL.TimezoneService.register(zone);
    }
    return calendar.getAllSubcomponents('vevent').map((x) => {
      const e = new ICAL.Event(x);
      const at = (t) => (t.isDate ? t.toString() : utc(t.toJSDate()));
      return [e.uid, e.summary, at(e.startDate), at(e.endDate), x.getFirstPropertyValue('status') === 'CANCELLED'];
    });
  },
  'node-ical': async () => {
    const { default: ical } = await import('node-ical');
    return Object.values(ical.sync.parseICS(text)).filter((x) => x.type === 'VEVENT').map((x) => {
      const at = (t) => (x.datetype === 'date' ? day(t) : utc(t));
      return [x.uid, plain(x.summary), at(x.start), at(x.end), x.status === 'CANCELLED'];
    });
  },
};

try {
  console.log(JSON.stringify(await readers[reader]()));
} catch (e) {
  console.error(e.code === 'ERR_MODULE_NOT_FOUND' ? 'absent' : String(e.stack));
  exit(e.code === 'ERR_MODULE_NOT_FOUND' ? 2 : 1);
}
