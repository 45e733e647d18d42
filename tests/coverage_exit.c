/*
 * In a build that measures coverage every _exit() comes here: engine and
 * workers end by it, and libgcov writes its counts only at exit().
 */
void __gcov_dump(void);
_Noreturn void __real__exit(int code);
_Noreturn void __wrap__exit(int code);

_Noreturn void
__wrap__exit(int code)
{
	__gcov_dump();
	__real__exit(code);
}
