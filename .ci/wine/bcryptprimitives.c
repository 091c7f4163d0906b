// Wine 8 lacks this library of Windows, without which no recent Go program
// starts. For the trial alone: it is in no package.
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG); // RtlGenRandom

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE octets, SIZE_T nombre) {
    return SystemFunction036(octets, (ULONG)nombre);
}
