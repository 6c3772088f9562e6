// SPDX-License-Identifier: EUPL-1.2
// Files as strangers send them: good ones, and one of each bad sort. All are
// made here, byte by byte.
import { deflateRawSync, deflateSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';

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

// As a telephone writes it: the boxes around a picture; the picture is noise.
export function
heic(width, height, brand = 'heic')
{
	const box = (name, ...parts) => {
		const data = Buffer.concat(parts);
		return Buffer.concat([be32(data.length + 8), Buffer.from(name), data]);
	};
	return Buffer.concat([box('ftyp', Buffer.from(brand), be32(0), Buffer.from('mif1heic')),
		box('meta', be32(0), box('hdlr', be32(0), be32(0), Buffer.from('pict'),
			Buffer.alloc(13)), box('iprp', box('ipco', box('ispe', be32(0),
			be32(width), be32(height))))),
		box('mdat', randomBytes(4000))]);
}

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
