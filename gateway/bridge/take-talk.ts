import { fieldOf, knownField, type AmiMessage } from '../asterisk/ami-message.ts';
import type { BridgeWorld } from './bridge-world.ts';
import { isOver, type CallRecord } from './call-record.ts';
import { callOf, isTogether } from './leg-steps.ts';
import { readChannel } from './read-ami.ts';
import type { Take } from './reading.ts';
import { askHold, completeTransfer, decideLater, failTransfer, resume, startTransfer } from './talk-steps.ts';

export const hold: Take = ({ world }, message, { atMs }) => {
  const channel = readChannel(message);
  const call = channel && callOf(world, channel);
  // The caller's own network may announce a hold too; only the operator's says something here.
  if (call && channel.id !== call.uniqueid && !isOver(call)) askHold(world, call, atMs);
};

export const unhold: Take = ({ world }, message, { atMs }) => {
  const channel = readChannel(message);
  const call = channel && callOf(world, channel);
  if (call && channel.id !== call.uniqueid && !isOver(call)) resume(world, call, atMs);
};

export const blindTransfer: Take = ({ world }, message, { atMs }) => {
  const call = callByAny(world, message, ['Transferee', 'Transferer']);
  if (!call || isOver(call) || call.transfer?.state === 'deciding' || call.transfer?.state === 'completed') return;
  const transfer = startTransfer(world, call, 'blind', knownField(message, 'Extension') ?? null, atMs);
  if (!transfer) return;
  if (fieldOf(message, 'Result') === 'Success') decideLater(world, call, transfer, atMs);
  else failTransfer(world, call, 'invalid', atMs);
};

export const attendedTransfer: Take = ({ world }, message, { atMs }) => {
  const call = callByAny(world, message, ['Transferee', 'OrigTransferer', 'SecondTransferer', 'TransferTarget']);
  if (!call || isOver(call) || call.state === 'transferred') return;
  const isStarted = call.transfer?.kind === 'attended' && call.transfer.state === 'started';
  const target = knownField(message, 'TransferTargetExten') ?? knownField(message, 'SecondTransfererExten') ?? null;
  const transfer = isStarted ? call.transfer : startTransfer(world, call, 'attended', target, atMs);
  if (!transfer) return;
  if (fieldOf(message, 'Result') !== 'Success' || fieldOf(message, 'DestType') === 'Fail') return failTransfer(world, call, 'invalid', atMs);
  decideLater(world, call, transfer, atMs);
  if (isTogether(world, call, knownField(message, 'TransferTargetUniqueid')) || fieldOf(message, 'DestType') !== 'Bridge') completeTransfer(world, call, atMs);
};

function callByAny(world: BridgeWorld, message: AmiMessage, prefixes: readonly string[]): CallRecord | undefined {
  for (const prefix of prefixes) {
    const channel = readChannel(message, prefix);
    const call = channel && callOf(world, channel);
    if (call) return call;
  }
  return undefined;
}
