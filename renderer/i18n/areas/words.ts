import type { CallBackOutcome, CallDisposition } from '#domain/calls/call-disposition.ts';
import type { ComplaintCategory, ComplaintOutcome, ComplaintStatus } from '#domain/complaints/complaint.ts';
import type { Disposition, IncidentType, Priority } from '#domain/incidents/incident.ts';
import type { HealthState } from '#domain/links/link.ts';
import type { UnitKind, UnitStatus } from '#domain/units/unit.ts';
import { defineText } from '../define-text.ts';

type Words = {
  readonly unitStatus: Readonly<Record<UnitStatus, string>>;
  readonly unitKind: Readonly<Record<UnitKind, string>>;
  readonly incidentType: Readonly<Record<IncidentType, string>>;
  readonly priority: Readonly<Record<Priority, string>>;
  readonly disposition: Readonly<Record<Disposition, string>>;
  readonly callDisposition: Readonly<Record<CallDisposition, string>>;
  readonly callBackOutcome: Readonly<Record<CallBackOutcome, string>>;
  readonly complaint: string;
  readonly complaintCategory: Readonly<Record<ComplaintCategory, string>>;
  readonly complaintStatus: Readonly<Record<ComplaintStatus, string>>;
  readonly complaintOutcome: Readonly<Record<ComplaintOutcome, string>>;
  readonly health: Readonly<Record<HealthState, string>>;
};

/** The words of the trade that several panels use. */
export const wordsText = defineText<Words>({
  id: {
    unitStatus: {
      available: 'siap',
      assigned: 'ditugaskan',
      'en-route': 'jalan',
      'on-scene': 'di TKP',
      transporting: 'bawa pasien',
      'at-hospital': 'di RS',
      returning: 'pulang',
      'out-of-service': 'off',
    },
    unitKind: {
      ambulance: 'ambulans',
      'sea-ambulance': 'ambulans laut',
      'fire-engine': 'damkar',
      police: 'polisi',
      rescue: 'SAR',
      puskesmas: 'Puskesmas',
      volunteer: 'relawan',
    },
    incidentType: {
      'cardiac-arrest': 'Henti jantung',
      medical: 'Medis',
      traffic: 'Lalu lintas',
      fire: 'Kebakaran',
      'sea-accident': 'Kecelakaan laut',
      'mental-health': 'Kejiwaan',
      'wild-animal': 'Hewan liar',
      'fallen-tree': 'Pohon tumbang',
      evacuation: 'Evakuasi',
      'public-order': 'Kamtibmas',
      flood: 'Banjir',
      disaster: 'Bencana',
      other: 'Lainnya',
    },
    priority: { 1: 'Gawat', 2: 'Mendesak', 3: 'Biasa' },
    disposition: {
      handled: 'Ditangani di tempat',
      transported: 'Dibawa ke RS',
      'no-unit-needed': 'Tanpa unit',
      'handed-over': 'Diserahkan ke instansi lain',
      'false-alarm': 'Laporan palsu',
      cancelled: 'Dibatalkan',
    },
    callDisposition: { ghost: 'hantu', prank: 'iseng', information: 'informasi', 'wrong-number': 'salah sambung' },
    callBackOutcome: { reached: 'tersambung', 'no-answer': 'tidak diangkat', busy: 'sibuk', refused: 'ditolak', 'wrong-number': 'salah sambung' },
    complaint: 'Pengaduan',
    complaintCategory: {
      waste: 'Sampah',
      road: 'Jalan rusak',
      'street-light': 'Lampu jalan',
      drainage: 'Drainase',
      water: 'Air PDAM',
      power: 'Listrik padam',
      tree: 'Pohon, taman',
      'public-order': 'Ketertiban',
      social: 'Sosial',
      'health-service': 'Layanan kesehatan',
      'public-service': 'Pelayanan publik',
      other: 'Lainnya',
    },
    complaintStatus: { open: 'tanpa OPD', assigned: 'di OPD', answered: 'dijawab OPD', closed: 'ditutup', upgraded: 'jadi darurat' },
    complaintOutcome: { solved: 'Selesai', 'nothing-found': 'Tidak ditemukan', 'not-ours': 'Bukan wewenang daerah', withdrawn: 'Dicabut pelapor' },
    health: { live: 'hidup', late: 'terlambat', down: 'putus', off: 'tidak dipakai' },
  },
  en: {
    unitStatus: {
      available: 'available',
      assigned: 'assigned',
      'en-route': 'en route',
      'on-scene': 'on scene',
      transporting: 'transporting',
      'at-hospital': 'at hospital',
      returning: 'returning',
      'out-of-service': 'off',
    },
    unitKind: {
      ambulance: 'ambulance',
      'sea-ambulance': 'sea ambulance',
      'fire-engine': 'fire engine',
      police: 'police',
      rescue: 'rescue',
      puskesmas: 'Puskesmas',
      volunteer: 'volunteers',
    },
    incidentType: {
      'cardiac-arrest': 'Cardiac arrest',
      medical: 'Medical',
      traffic: 'Traffic',
      fire: 'Fire',
      'sea-accident': 'Sea accident',
      'mental-health': 'Mental health',
      'wild-animal': 'Wild animal',
      'fallen-tree': 'Fallen tree',
      evacuation: 'Evacuation',
      'public-order': 'Public order',
      flood: 'Flood',
      disaster: 'Disaster',
      other: 'Other',
    },
    priority: { 1: 'Critical', 2: 'Urgent', 3: 'Routine' },
    disposition: {
      handled: 'Handled on scene',
      transported: 'Taken to hospital',
      'no-unit-needed': 'No unit needed',
      'handed-over': 'Handed to another agency',
      'false-alarm': 'False report',
      cancelled: 'Cancelled',
    },
    callDisposition: { ghost: 'ghost', prank: 'prank', information: 'information', 'wrong-number': 'wrong number' },
    callBackOutcome: { reached: 'reached', 'no-answer': 'no answer', busy: 'busy', refused: 'refused', 'wrong-number': 'wrong number' },
    complaint: 'Complaint',
    complaintCategory: {
      waste: 'Waste',
      road: 'Damaged road',
      'street-light': 'Street light',
      drainage: 'Drainage',
      water: 'Piped water',
      power: 'Power cut',
      tree: 'Trees, parks',
      'public-order': 'Public order',
      social: 'Social',
      'health-service': 'Health service',
      'public-service': 'Public service',
      other: 'Other',
    },
    complaintStatus: { open: 'no agency', assigned: 'with agency', answered: 'agency answered', closed: 'closed', upgraded: 'emergency now' },
    complaintOutcome: { solved: 'Solved', 'nothing-found': 'Nothing found', 'not-ours': 'Not a matter of the regency', withdrawn: 'Withdrawn by the caller' },
    health: { live: 'live', late: 'late', down: 'down', off: 'not used' },
  },
});
