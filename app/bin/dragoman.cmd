@echo off
rem Starts Dragoman on Windows, in a distribution: the jar is in ..\lib. The launcher "dragoman" beside
rem it is for Linux and macOS, and says why each setting is made.
rem
rem DRAGOMAN_OPTS and JAVA_OPTS are further options of the JVM, as in  set DRAGOMAN_OPTS=-Xmx4g
setlocal EnableExtensions DisableDelayedExpansion

for %%I in ("%~dp0..") do set "DRAGOMAN_HOME=%%~fI"
if not exist "%DRAGOMAN_HOME%\lib\dragoman-cli.jar" (
  >&2 echo dragoman: "%DRAGOMAN_HOME%" is no distribution, and this launcher builds no clone.
  >&2 echo Call  mvn -B package  in the clone, unpack app\cli\target\dragoman-VERSION.tar.gz by tar -xzf
  >&2 echo and call bin\dragoman.cmd in what was unpacked.
  exit /b 4
)

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
set "RELEASE="
for /f "usebackq tokens=3" %%V in (`""%JAVA%" -version 2^>^&1"`) do if not defined RELEASE set "RELEASE=%%~V"
for /f "delims=.-+ tokens=1" %%V in ("%RELEASE%") do set "RELEASE=%%V"
set /a "FEATURE=RELEASE" >nul 2>nul
if not defined FEATURE set "FEATURE=0"
if %FEATURE% LSS 17 (
  >&2 echo dragoman: "%JAVA%" is no Java 17 or later. Install one, and name it by JAVA_HOME or the PATH.
  exit /b 4
)

set "OPT_OUT_TRACKING=true"
set "DJL_DEFAULT_ENGINE=PyTorch"
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"
if not defined ONEDNN_PRIMITIVE_CACHE_CAPACITY set "ONEDNN_PRIMITIVE_CACHE_CAPACITY=16"
if not defined LRU_CACHE_CAPACITY set "LRU_CACHE_CAPACITY=16"

set "COLLECTOR="
set "ALL= %JAVA_OPTS% %DRAGOMAN_OPTS% %JAVA_TOOL_OPTIONS% %JDK_JAVA_OPTIONS%"
if "%ALL:-XX:+Use=%"=="%ALL%" set "COLLECTOR=-XX:+UseSerialGC"
set "OFFLINE="
if exist "%DRAGOMAN_HOME%\lib\pytorch-native-cpu-*.jar" set "OFFLINE=-Dai.djl.offline=true"

rem The console shows UTF-8 while the program runs; then its own code page again.
set "PAGE="
for /f "tokens=2 delims=:" %%P in ('chcp') do set "PAGE=%%P"
chcp 65001 >nul
"%JAVA%" -Xshare:auto -Xlog:disable -Xlog:all=warning:stderr ^
  --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Dfile.encoding=UTF-8 ^
  "-Ddragoman.home=%DRAGOMAN_HOME%" "-Ddragoman.repository=%DRAGOMAN_HOME%\repository" ^
  %OFFLINE% %COLLECTOR% %JAVA_OPTS% %DRAGOMAN_OPTS% ^
  -jar "%DRAGOMAN_HOME%\lib\dragoman-cli.jar" %*
set "CODE=%ERRORLEVEL%"
if defined PAGE chcp %PAGE% >nul
exit /b %CODE%
