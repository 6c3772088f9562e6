// SPDX-License-Identifier: EUPL-1.2
// Files as strangers send them: good ones, and one of each bad sort. All are
// made here, byte by byte.
import { deflateRawSync, deflateSync } from 'node:zlib';
import { createHash, randomBytes } from 'node:crypto';

const be16 = (n) => { const b = Buffer.alloc(2); b.writeUInt16BE(n); return b; };
const be32 = (n) => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b; };
const le16 = (n) => { const b = Buffer.alloc(2); b.writeUInt16LE(n); return b; };
const le32 = (n) => { const b = Buffer.alloc(4); b.writeUInt32LE(n >>> 0); return b; };

// In two halves, so that no scanner finds it here.
export const eicar = () => Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$'
	+ 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*');

// A PDF of one page with a line of text; more stands in its trailer.
export function
pdf(line = 'Kære kommune', { trailer = '', filter = '', stream } = {})
{
	const text = stream ?? Buffer.from(`BT /F 12 Tf 20 100 Td (${line}) Tj ET`, 'latin1');
	const parts = [Buffer.from('%PDF-1.4\n')], places = [];
	let length = parts[0].length;
	const add = (...bytes) => {
		places.push(`${String(length).padStart(10, '0')} 00000 n \n`);
		const object = Buffer.concat([Buffer.from(`${places.length} 0 obj`),
			...bytes.map((one) => Buffer.from(one)), Buffer.from('endobj\n')]);
		parts.push(object);
		length += object.length;
	};
	add('<</Type/Catalog/Pages 2 0 R>>');
	add('<</Type/Pages/Kids[3 0 R]/Count 1>>');
	add('<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R'
		+ '/Resources<</Font<</F 5 0 R>>>>>>');
	add(`<</Length ${text.length}${filter}>>stream\n`, text, '\nendstream ');
	add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>');
	return Buffer.concat([...parts, Buffer.from(`xref\n0 ${places.length + 1}\n`
		+ `0000000000 65535 f \n${places.join('')}`
		+ `trailer<</Size ${places.length + 1}/Root 1 0 R${trailer}>>\n`
		+ `startxref\n${length}\n%%EOF\n`)]);
}

// Asks for a password: the standard handler's entries, with noise for keys.
export function
lockedPdf()
{
	const hex = (n) => `<${randomBytes(n).toString('hex')}>`;
	return pdf('hemmeligt', { trailer: '/Encrypt<</Filter/Standard/V 2/R 3'
		+ `/Length 128/P -1028/O${hex(32)}/U${hex(32)}>>/ID[${hex(16)}${hex(16)}]` });
}

const md5 = (...parts) => createHash('md5').update(Buffer.concat(parts)).digest();

function
rc4(key, data)
{
	const s = Array.from({ length: 256 }, (_, i) => i);
	for (let i = 0, j = 0; i < 256; i++) {
		j = (j + s[i] + key[i % key.length]) & 255;
		[s[i], s[j]] = [s[j], s[i]];
	}
	let i = 0, j = 0;
	return Buffer.from(data.map((byte) => {
		i = (i + 1) & 255;
		j = (j + s[i]) & 255;
		[s[i], s[j]] = [s[j], s[i]];
		return byte ^ s[(s[i] + s[j]) & 255];
	}));
}

// A PDF string in which each byte below 8 is an escape of one digit, where it
// can be; how many were.
function
shortEscapes(bytes)
{
	let text = '', short = 0;
	bytes.forEach((byte, i) => {
		const alone = byte < 8 && !(bytes[i + 1] >= 0x30 && bytes[i + 1] < 0x38);
		short += alone;
		text += `\\${alone ? byte : byte.toString(8).padStart(3, '0')}`;
	});
	return [text, short];
}

// Encrypted under an owner's password: it opens without one and forbids
// printing. ISO 32000-1, 7.6.3.3: revision 2, and all strings in short escapes.
export function
ownerPdf(line = 'Kære kommune')
{
	const pad = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e80'
		+ '2f0ca9fe6453697a', 'hex');
	for (let n = 0; ; n++) {
		const id = md5(Buffer.from(`id ${n}`)), rights = le32(-64);
		const owner = rc4(md5(pad).subarray(0, 5), pad);
		const key = md5(pad, owner, rights, id).subarray(0, 5);
		const [o] = shortEscapes(owner), [u, short] = shortEscapes(rc4(key, pad));
		if (short === 0)
			continue;
		const of4 = md5(key, Buffer.from([4, 0, 0, 0, 0])).subarray(0, 10);
		return pdf('', { stream: rc4(of4,
			Buffer.from(`BT /F 12 Tf 20 100 Td (${line}) Tj ET`, 'latin1')),
		trailer: `/Encrypt<</Filter/Standard/V 1/R 2/P -64/O(${o})/U(${u})>>`
			+ `/ID[<${id.toString('hex')}><${id.toString('hex')}>]` });
	}
}

// Many pages, each of so many streams with a few words.
export function
longPdf(pages, streams)
{
	const parts = ['%PDF-1.4\n'], places = [];
	let length = parts[0].length;
	const add = (text) => {
		places.push(`${String(length).padStart(10, '0')} 00000 n \n`);
		const object = `${places.length} 0 obj${text}endobj\n`;
		parts.push(object);
		length += object.length;
	};
	const first = 4, each = streams + 1;
	const kids = Array.from({ length: pages }, (_, i) => `${first + i * each} 0 R`);
	add('<</Type/Catalog/Pages 2 0 R>>');
	add(`<</Type/Pages/Kids[${kids.join(' ')}]/Count ${pages}>>`);
	add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>');
	for (let page = 0; page < pages; page++) {
		const mine = Array.from({ length: streams },
			(_, i) => first + page * each + 1 + i);
		add(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents[${mine
			.map((one) => `${one} 0 R`).join(' ')}]/Resources<</Font<</F 3 0 R>>>>>>`);
		for (const one of mine) {
			const text = `BT /F 9 Tf 9 ${one % 150} Td (Side ${page}) Tj ET`;
			add(`<</Length ${text.length}>>stream\n${text}\nendstream `);
		}
	}
	parts.push(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n${places.join('')}`
		+ `trailer<</Size ${places.length + 1}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`);
	return Buffer.from(parts.join(''), 'latin1');
}

function
chunk(name, data)
{
	const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
	return Buffer.concat([be32(data.length), body, be32(crc(body))]);
}

// CRC-32 (PNG and ZIP), for a Node without it.
const table = Array.from({ length: 256 }, (_, n) => {
	for (let k = 0; k < 8; k++)
		n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
	return n >>> 0;
});
function
crc(bytes)
{
	let c = 0xffffffff;
	for (const byte of bytes)
		c = table[(c ^ byte) & 255] ^ (c >>> 8);
	return (c ^ 0xffffffff) >>> 0;
}

// A picture of one colour, one bit a pixel.
export function
png(width, height)
{
	const row = Buffer.alloc(1 + Math.ceil(width / 8));
	return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'),
		chunk('IHDR', Buffer.concat([be32(width), be32(height),
			Buffer.from([1, 0, 0, 0, 0])])),
		chunk('IDAT', deflateSync(Buffer.concat(Array(height).fill(row)))),
		chunk('IEND', Buffer.alloc(0))]);
}

// One grey pixel: ITU-T T.81's markers, tables that have what it needs.
export function
jpeg()
{
	return Buffer.from('ffd8' + 'ffe000104a46494600010100000100010000'
		+ 'ffdb004300' + '01'.repeat(64)
		+ 'ffc0000b080001000101011100'
		+ 'ffc40014' + '00' + '01' + '00'.repeat(15) + '00'
		+ 'ffc40014' + '10' + '01' + '00'.repeat(15) + '00'
		+ 'ffda0008010100003f00' + '3f' + 'ffd9', 'hex');
}

const box = (name, ...parts) => {
	const data = Buffer.concat(parts);
	return Buffer.concat([be32(data.length + 8), Buffer.from(name), data]);
};

// A voice memo or film: its boxes; the sound is noise.
export const film = (brand) => Buffer.concat([
	box('ftyp', Buffer.from(brand), be32(0), Buffer.from(brand)),
	box('mdat', randomBytes(4000)), box('moov', box('mvhd', Buffer.alloc(100)))]);

// As a telephone writes it: the boxes around a picture; the picture is noise.
export function
heic(width, height, brand = 'heic')
{
	return Buffer.concat([box('ftyp', Buffer.from(brand), be32(0), Buffer.from('mif1heic')),
		box('meta', be32(0), box('hdlr', be32(0), be32(0), Buffer.from('pict'),
			Buffer.alloc(13)), box('iprp', box('ipco', box('ispe', be32(0),
			be32(width), be32(height))))),
		box('mdat', randomBytes(4000))]);
}

// Of one page and one black pixel.
export const tiff = () => Buffer.concat([Buffer.from('MM\0*'), be32(8), be16(8),
	...[[256, 3, 1 << 16], [257, 3, 1 << 16], [258, 3, 1 << 16], [259, 3, 1 << 16],
		[262, 3, 0], [273, 4, 110], [278, 3, 1 << 16], [279, 4, 1]].map(
		([tag, type, value]) => Buffer.concat([be16(tag), be16(type), be32(1),
			be32(value)])), be32(0), Buffer.from([0])]);

export const gif = () => Buffer.from('4749463839610100010080000000000' + '0ffffff'
	+ '2c000000000100010000020244' + '01003b', 'hex');

// Lossless, one pixel.
export const webp = () => Buffer.from('524946461a000000574542505650384c0d0000002f'
	+ '00000010071011118888fe0700', 'hex');

export const wav = () => Buffer.concat([Buffer.from('RIFF'), le32(36 + 800),
	Buffer.from('WAVEfmt '), le32(16), le16(1), le16(1), le32(8000), le32(8000),
	le16(1), le16(8), Buffer.from('data'), le32(800), Buffer.alloc(800, 128)]);

// Frames of silence, as good as it gets without a coder.
export const mp3 = () => Buffer.concat(Array(20).fill(Buffer.concat([
	Buffer.from('fffb18c4', 'hex'), Buffer.alloc(140)])));

// A ZIP of [name, bytes]; comment stands at its end.
export function
zip(entries, { comment = Buffer.alloc(0), before = 0 } = {})
{
	const files = [], heads = [];
	let at = before;
	for (const [name, bytes] of entries) {
		const packed = deflateRawSync(bytes, { level: 9 });
		const facts = Buffer.concat([le16(20), le16(0), le16(8), le32(0),
			le32(crc(bytes)), le32(packed.length), le32(bytes.length),
			le16(name.length), le16(0)]);
		files.push(le32(0x04034b50), facts, Buffer.from(name), packed);
		heads.push(le32(0x02014b50), le16(20), facts, le16(0), le16(0),
			le16(0), le32(0), le32(at), Buffer.from(name));
		at += 30 + name.length + packed.length;
	}
	const head = Buffer.concat(heads);
	return Buffer.concat([...files, head, le32(0x06054b50), le32(0),
		le16(entries.length), le16(entries.length), le32(head.length), le32(at),
		le16(comment.length), comment]);
}

// Small, and 4 to the 20th files when it is unpacked.
export function
zipBomb()
{
	let inner = zip([['a.txt', Buffer.alloc(1 << 20)]]);
	for (let deep = 0; deep < 20; deep++)
		inner = zip([0, 1, 2, 3].map((i) => [`${deep}-${i}.zip`, inner]));
	return inner;
}

// Small, and 256 MiB when it is unpacked twice.
export function
pdfBomb()
{
	const once = deflateSync(Buffer.alloc(256 << 20), { level: 9 });
	return pdf('', { filter: '/Filter[/FlateDecode/FlateDecode]',
		stream: deflateSync(once, { level: 9 }) });
}

const OFFICE = 'application/vnd.openxmlformats-officedocument.';

// The list of parts and a main part: word, sheet; more parts.
export const office = (type, ...more) => zip([['[Content_Types].xml', Buffer.from(
	'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/'
	+ '2006/content-types"><Override PartName="/word/document.xml" '
	+ `ContentType="${OFFICE}${type}.main+xml"/></Types>`)],
['word/document.xml', Buffer.from('<w:document/>')], ...more]);

export const odt = (...more) => zip([['mimetype',
	Buffer.from('application/vnd.oasis.opendocument.text')],
['content.xml', Buffer.from('<office:document-content/>')], ...more]);

// Microsoft's compound file ([MS-CFB], version 3) of [folder or '', name, bytes];
// streams are filled up to 4,096 bytes, so that each has its own sectors.
export function
ole(files)
{
	const END = 0xfffffffe, FREE = 0xffffffff;
	const nodes = [{ name: 'Root Entry', type: 5, children: [] }], sectors = [], fat = [];
	const add = (bytes) => {
		const first = sectors.length, count = bytes.length / 512;
		for (let i = 0; i < count; i++) {
			sectors.push(bytes.subarray(i * 512, i * 512 + 512));
			fat.push(i + 1 < count ? first + i + 1 : END);
		}
		return first;
	};
	const node = (parent, name, type) => {
		const one = { name, type, children: [], first: 0, size: 0, at: nodes.length };
		nodes.push(one);
		parent.children.push(one);
		return one;
	};
	for (const [folder, name, bytes] of files) {
		const into = folder === '' ? nodes[0]
			: nodes.find((one) => one.name === folder) ?? node(nodes[0], folder, 1);
		const one = node(into, name, 2);
		one.size = Math.max(4096, Math.ceil(bytes.length / 512) * 512);
		one.first = add(Buffer.concat([bytes, Buffer.alloc(one.size - bytes.length)]));
	}
	while (nodes.length % 4 !== 0)
		nodes.push(null);
	for (const one of nodes.filter(Boolean))
		one.children.sort((a, b) => a.name.length - b.name.length
			|| (a.name.toUpperCase() < b.name.toUpperCase() ? -1 : 1))
			.forEach((child, i, all) => { child.next = all[i + 1]?.at ?? FREE; });
	const entries = Buffer.concat(nodes.map((one) => {
		const entry = Buffer.alloc(128);
		[68, 72, 76].forEach((at) => entry.writeUInt32LE(FREE, at));
		if (!one)
			return entry;
		entry.write(one.name, 'utf16le');
		entry.writeUInt16LE(one.name.length * 2 + 2, 64);
		entry.writeUInt8(one.type, 66);
		entry.writeUInt8(1, 67);
		entry.writeUInt32LE(one.next ?? FREE, 72);
		entry.writeUInt32LE(one.children[0]?.at ?? FREE, 76);
		entry.writeUInt32LE(one.type === 5 ? END : one.first ?? 0, 116);
		entry.writeUInt32LE(one.size ?? 0, 120);
		return entry;
	}));
	const directory = add(entries);
	const table = sectors.length;
	fat.push(0xfffffffd);
	const head = Buffer.alloc(512);
	head.write('d0cf11e0a1b11ae1', 'hex');
	[[24, 0x3e], [26, 3], [28, 0xfffe], [30, 9], [32, 6]].forEach(([at, value]) =>
		head.writeUInt16LE(value, at));
	[[44, 1], [48, directory], [56, 4096], [60, END], [68, END], [76, table]].forEach(
		([at, value]) => head.writeUInt32LE(value, at));
	for (let at = 80; at < 512; at += 4)
		head.writeUInt32LE(FREE, at);
	const numbers = Buffer.alloc(512, 255);
	fat.forEach((value, i) => numbers.writeUInt32LE(value, i * 4));
	return Buffer.concat([head, ...sectors, numbers]);
}

// [MS-OVBA] 2.4.1: packed, eight bytes as they are at a time.
function
packVba(bytes)
{
	const parts = [];
	for (let i = 0; i < bytes.length; i += 8)
		parts.push(Buffer.from([0]), bytes.subarray(i, i + 8));
	const body = Buffer.concat(parts);
	return Buffer.concat([Buffer.from([1]), le16((body.length - 1) | 0xb000), body]);
}

// The files of a project with one module, in a folder: [MS-OVBA] 2.3.4.2.
export function
vba(folder)
{
	const latin = (text) => Buffer.from(text, 'latin1');
	const record = (id, data) => Buffer.concat([le16(id), le32(data.length), data]);
	const wide = (text) => Buffer.from(text, 'utf16le');
	const dir = Buffer.concat([record(1, le32(3)), record(2, le32(0x409)),
		record(0x14, le32(0x409)), record(3, le16(1252)), record(4, latin('P')),
		record(5, latin('')), record(0x40, latin('')), record(6, latin('')),
		record(0x3d, latin('')), record(7, le32(0)), record(8, le32(0)),
		le16(9), le32(4), le32(1), le16(1), record(0xc, latin('')),
		record(0x3c, latin('')), record(0xf, le16(1)), record(0x13, le16(0xffff)),
		record(0x19, latin('M')), record(0x47, wide('M')), record(0x1a, latin('M')),
		record(0x32, wide('M')), record(0x1c, latin('')), record(0x48, latin('')),
		record(0x31, le32(0)), record(0x1e, le32(0)), record(0x2c, le16(0xffff)),
		record(0x21, latin('')), record(0x2b, latin('')), record(0x10, latin(''))]);
	return [[folder, '_VBA_PROJECT', Buffer.from('cc61ffff00000000', 'hex')],
		[folder, 'dir', packVba(dir)],
		[folder, 'M', packVba(latin('Attribute VB_Name = "M"\r\nSub AutoOpen()\r\n'
			+ 'End Sub\r\n'))]];
}
